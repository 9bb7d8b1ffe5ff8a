//! Debian's Janus, to compare with: started on a configuration of its own, with one room.

mod talk;

use std::fs::File;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::ifaddrs::getifaddrs;
use nix::net::if_::InterfaceFlags;
use serde_json::json;

use super::plan::VideoRoom;
use crate::error::BenchError;
use crate::http::{Http, request};
use crate::server::{Scratch, end, with_log};
pub(crate) use talk::{Description, Handle};

/// The program.
pub(crate) const PROGRAM: &str = "janus";

/// Threads that carry media. Janus' default, a thread for each connection, costs more.
const EVENT_LOOPS: u32 = 2;

/// How long it may take to answer for the first time.
const READY_MAX: Duration = Duration::from_secs(20);

/// The room's number.
const ROOM: u64 = 1;

/// All plugins of Debian's package but that for rooms.
const OTHER_PLUGINS: &str = "libjanus_audiobridge.so,libjanus_duktape.so,libjanus_echotest.so,libjanus_lua.so,\
     libjanus_nosip.so,libjanus_recordplay.so,libjanus_sip.so,libjanus_streaming.so,libjanus_textroom.so,\
     libjanus_videocall.so,libjanus_voicemail.so";

/// All its transports but HTTP.
const OTHER_TRANSPORTS: &str = "libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,libjanus_rabbitmq.so,\
     libjanus_websockets.so";

/// A running Janus.
pub(crate) struct Janus {
    child: Child,
    api: SocketAddr,
    media: IpAddr,
    log: PathBuf,
    _configuration: Scratch,
}

impl Janus {
    /// Starts it; `parent` is where its configuration is made.
    pub(crate) fn start(parent: Option<&Path>) -> Result<Self, BenchError> {
        let media = address()?;
        let api = free_port()?;
        let scratch = Scratch::new(parent)?;
        for (name, text) in configuration(media, api) {
            write(&scratch.path(name), &text)?;
        }
        let log = scratch.path("log");
        let (out, errors) = (create(&log)?, create(&scratch.path("errors"))?);
        let started = Command::new(PROGRAM)
            .arg(option("--config", &scratch.path("janus.jcfg")))
            .arg(option("--configs-folder", &scratch.path("")))
            .stdin(Stdio::null())
            .stdout(out)
            .stderr(errors)
            .spawn();
        let child = started.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => BenchError::NoJanus,
            _ => BenchError::Janus(error.to_string()),
        })?;
        Ok(Self {
            child,
            api,
            media,
            log,
            _configuration: scratch,
        })
    }

    /// Waits until it answers, and makes a room for so many publishers.
    pub(crate) async fn room(&mut self, publishers: usize) -> Result<VideoRoom, BenchError> {
        let until = Instant::now() + READY_MAX;
        while !answers(self.api).await {
            let ended = !matches!(self.child.try_wait(), Ok(None));
            if ended || until <= Instant::now() {
                let why = with_log("it did not start", &self.log);
                return Err(BenchError::Janus(why));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let mut handle = Handle::open(self.api).await?;
        handle.ask(room(publishers), None).await?;
        Ok(VideoRoom {
            api: self.api,
            media: self.media,
            room: ROOM,
        })
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Janus {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

async fn answers(api: SocketAddr) -> bool {
    let Ok(mut http) = Http::connect(api).await else {
        return false;
    };
    let info = http.send(&request("GET", "/janus/info", "", "")).await;
    info.is_ok_and(|answer| answer.status == 200)
}

/// A room without bounds on what is sent.
fn room(publishers: usize) -> serde_json::Value {
    json!({
        "request": "create",
        "room": ROOM,
        "publishers": publishers,
        "bitrate": 0,
        "audiocodec": "opus",
        "videocodec": "vp8",
    })
}

fn option(name: &str, path: &Path) -> String {
    format!("{name}={}", path.display())
}

fn create(path: &Path) -> Result<File, BenchError> {
    File::create(path).map_err(unusable(path))
}

fn write(path: &Path, text: &str) -> Result<(), BenchError> {
    std::fs::write(path, text).map_err(unusable(path))
}

fn unusable(path: &Path) -> impl FnOnce(io::Error) -> BenchError {
    let path = path.to_owned();
    |cause| BenchError::Directory { path, cause }
}

/// A port of the loopback that nobody has.
fn free_port() -> Result<SocketAddr, BenchError> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}

/// An address of this machine that Janus sends media over: it takes none of the loopback.
fn address() -> Result<IpAddr, BenchError> {
    let up = getifaddrs()?.filter(|interface| interface.flags.contains(InterfaceFlags::IFF_UP));
    let mut all = up.filter_map(|interface| Some(interface.address?.as_sockaddr_in()?.ip()));
    all.find(|ip| usable(*ip))
        .map(IpAddr::V4)
        .ok_or(BenchError::NoAddress)
}

fn usable(ip: Ipv4Addr) -> bool {
    !ip.is_loopback() && !ip.is_unspecified() && !ip.is_link_local()
}

/// Its files: no helper on the internet, sessions that never end, as much work as has to be.
fn configuration(media: IpAddr, api: SocketAddr) -> [(&'static str, String); 3] {
    let main = format!(
        "general: {{\n\
         \tdebug_level = 2\n\
         \tdebug_colors = false\n\
         \tsession_timeout = 0\n\
         \tevent_loops = {EVENT_LOOPS}\n\
         }}\n\
         nat: {{\n\
         \tice_lite = true\n\
         \tfull_trickle = false\n\
         \tice_enforce_list = \"{media}\"\n\
         }}\n\
         plugins: {{ disable = \"{OTHER_PLUGINS}\" }}\n\
         transports: {{ disable = \"{OTHER_TRANSPORTS}\" }}\n"
    );
    let http = format!(
        "general: {{\n\
         \tjson = \"compact\"\n\
         \tbase_path = \"/janus\"\n\
         \thttp = true\n\
         \tip = \"{}\"\n\
         \tport = {}\n\
         \thttps = false\n\
         }}\n\
         admin: {{\n\
         \tadmin_http = false\n\
         \tadmin_https = false\n\
         }}\n",
        api.ip(),
        api.port()
    );
    let rooms = "general: {\n}\n".to_owned();
    [
        ("janus.jcfg", main),
        ("janus.transport.http.jcfg", http),
        ("janus.plugin.videoroom.jcfg", rooms),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_names_addresses_and_opens_nothing_else() {
        let media = IpAddr::from([198, 18, 0, 1]);
        let api = SocketAddr::from(([127, 0, 0, 1], 8_188));
        let [(_, main), (name, http), _] = configuration(media, api);
        assert!(main.contains("event_loops = 2"), "{main}");
        assert!(main.contains("ice_enforce_list = \"198.18.0.1\""), "{main}");
        assert!(!main.contains("stun"), "{main}");
        assert_eq!(name, "janus.transport.http.jcfg");
        assert!(http.contains("ip = \"127.0.0.1\"\n\tport = 8188"), "{http}");
        assert!(http.contains("admin_http = false"), "{http}");
        for text in [&main, &http] {
            let braces = |brace| text.matches(brace).count();
            assert_eq!(braces('{'), braces('}'), "{text}");
        }
    }

    #[test]
    fn media_goes_over_an_address_that_others_could_reach() {
        assert!(usable(Ipv4Addr::new(198, 18, 0, 1)));
        assert!(!usable(Ipv4Addr::LOCALHOST));
        assert!(!usable(Ipv4Addr::new(169, 254, 3, 4)));
    }

    #[test]
    fn the_room_bounds_nothing() {
        let room = room(2);
        assert_eq!(
            (&room["publishers"], &room["bitrate"]),
            (&json!(2), &json!(0))
        );
    }
}
