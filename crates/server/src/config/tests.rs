//! Tests of settings.

use super::{Config, ConfigError, MetricsReaders, Settings, Tls};

fn check(text: &str) -> Result<Config, ConfigError> {
    Settings::parse(text).expect("it parses").check()
}

#[test]
fn nothing_said_means_this_machine_only() {
    let config = check("").unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.media.to_string(), "127.0.0.1:7880");
    assert_eq!(config.tls, Tls::Off);
    assert_eq!(config.metrics, MetricsReaders::Local);
}

#[test]
fn plain_http_beyond_this_machine_is_refused() {
    for listen in ["0.0.0.0:80", "192.0.2.1:8080", "[::]:8080"] {
        let refused = check(&format!("listen = \"{listen}\"")).unwrap_err();
        assert!(matches!(refused, ConfigError::PlainHttp(_)), "{listen}");
        assert!(refused.to_string().contains("--tls self"));
    }
    for more in [
        "tls = \"self\"",
        "tls = \"a.pem,b.pem\"",
        "public_url = \"https://a.example/\"",
    ] {
        check(&format!("listen = \"0.0.0.0:80\"\n{more}")).expect(more);
    }
    let plain = "listen = \"0.0.0.0:80\"\npublic_url = \"http://a.example\"";
    assert!(matches!(check(plain), Err(ConfigError::PlainHttp(_))));
}

#[test]
fn the_higher_place_wins() {
    let flags = Settings {
        media_port: Some(0),
        ..Settings::default()
    };
    let file = Settings::parse("media_port = 9\nlog_level = \"debug\"").unwrap();
    let config = flags.over(file).check().unwrap();
    assert_eq!(config.media.port(), 0);
    assert_eq!(config.log_level, "debug");
}

#[test]
fn announced_addresses_make_media_listen_everywhere() {
    let config = check("announce = [\"203.0.113.7\"]").unwrap();
    assert_eq!(config.media.to_string(), "0.0.0.0:7880");
    let config = check("announce = [\"203.0.113.7\"]\nmedia_address = \"127.0.0.1\"").unwrap();
    assert_eq!(config.media.to_string(), "127.0.0.1:7880");
}

#[test]
fn mistakes_are_named_with_their_line() {
    let cases = [
        ("\nlisten = 3", "line 2: "),
        ("lisssten = \"\"", "unknown field `lisssten`"),
        ("listen = \"nowhere\"", "line 1: "),
        ("metrics = \"some\"", "unknown variant `some`"),
        ("listen =", "line 1: "),
    ];
    for (text, expected) in cases {
        let reason = Settings::parse(text).expect_err(text);
        assert!(reason.contains(expected), "{text:?} gave {reason:?}");
        assert_eq!(reason.lines().count(), 1, "{reason:?}");
    }
    assert!(matches!(check("tls = \"other\""), Err(ConfigError::Tls(_))));
    assert!(matches!(
        check("tls = \"a.pem,\""),
        Err(ConfigError::Tls(_))
    ));
    assert!(matches!(
        check("tls_names = [\"a b\"]"),
        Err(ConfigError::TlsName(_))
    ));
    for url in ["chat.example.org", "https://", "https://a/b", "ftp://a"] {
        let refused = check(&format!("public_url = \"{url}\""));
        assert!(matches!(refused, Err(ConfigError::PublicUrl(_))), "{url}");
    }
}

#[test]
fn what_is_printed_reads_back_as_the_same_and_explains_every_setting() {
    let settings = Settings::parse("tls = \"self\"\nannounce = [\"203.0.113.7\"]").unwrap();
    let printed = settings.clone().print();
    let read = Settings::parse(&printed).unwrap();
    assert_eq!(read, settings.over(Settings::defaults()));
    let all = [
        "data",
        "listen",
        "tls",
        "tls_names",
        "public_url",
        "media_port",
        "media_address",
        "announce",
        "metrics",
        "log",
        "log_level",
    ];
    for name in all {
        let variable = format!("MEANWHILE_{}", name.to_uppercase());
        assert!(printed.contains(&variable), "{name} is not explained");
        let flag = format!("# --{}, ", name.replace('_', "-"));
        assert!(printed.contains(&flag), "{name} has no flag");
    }
}
