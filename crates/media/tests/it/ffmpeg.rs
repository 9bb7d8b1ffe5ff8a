//! What ffmpeg makes for the tests and what it says of recordings.

use std::path::Path;
use std::process::Command;

use sfu::bot::Picture;

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Two seconds of real VP8 of this size, a keyframe each half second.
pub fn pictures(directory: &Path, width: u32, height: u32) -> Vec<Picture> {
    let path = directory.join(format!("{width}.ivf"));
    let source = format!("testsrc=size={width}x{height}:rate=30:duration=2");
    run(
        "ffmpeg",
        &[
            "-v",
            "error",
            "-y",
            "-f",
            "lavfi",
            "-i",
            &source,
            "-c:v",
            "libvpx",
            "-b:v",
            "500k",
            "-deadline",
            "realtime",
            "-cpu-used",
            "8",
            "-g",
            "15",
            "-auto-alt-ref",
            "0",
            "-f",
            "ivf",
            path.to_str().unwrap(),
        ],
    );
    let bytes = std::fs::read(path).unwrap();
    let mut rest = &bytes[32..];
    let mut pictures = Vec::new();
    while 12 <= rest.len() {
        let size = u32::from_le_bytes(rest[..4].try_into().unwrap()) as usize;
        let data = rest[12..12 + size].to_vec();
        pictures.push(Picture {
            keyframe: data[0] & 1 == 0,
            data,
        });
        rest = &rest[12 + size..];
    }
    assert_eq!(pictures.len(), 60);
    pictures
}

/// Two seconds of real H.264 of this size, a keyframe each half second with its parameters.
pub fn h264(directory: &Path, width: u32, height: u32) -> Vec<Picture> {
    let path = directory.join(format!("{width}.h264"));
    let source = format!("testsrc=size={width}x{height}:rate=30:duration=2");
    let coded = "-pix_fmt yuv420p -c:v libx264 -profile:v baseline -preset ultrafast -b:v 500k -g 15 \
                 -sc_threshold 0 -bsf:v h264_metadata=aud=insert -f h264";
    let mut arguments = vec!["-v", "error", "-y", "-f", "lavfi", "-i", &source];
    arguments.extend(coded.split_whitespace());
    arguments.push(path.to_str().unwrap());
    run("ffmpeg", &arguments);
    let bytes = std::fs::read(path).unwrap();
    // Each picture begins with a delimiter of six bytes, which only tells that it does.
    let delimiters = bytes.windows(5).enumerate();
    let mut starts: Vec<usize> = delimiters
        .filter(|(_, bytes)| *bytes == [0, 0, 0, 1, 9])
        .map(|(at, _)| at)
        .collect();
    starts.push(bytes.len());
    let pictures = starts.windows(2).enumerate().map(|(at, range)| Picture {
        keyframe: at % 15 == 0,
        data: bytes[range[0] + 6..range[1]].to_vec(),
    });
    let pictures: Vec<Picture> = pictures.collect();
    assert_eq!(pictures.len(), 60);
    pictures
}

/// A recording's streams by kind, and its length in seconds.
pub fn probe(path: &Path) -> (Vec<String>, f64) {
    let path = path.to_str().unwrap();
    let streams = run(
        "ffprobe",
        &[
            "-v",
            "error",
            "-show_entries",
            "stream=codec_name",
            "-of",
            "csv=p=0",
            path,
        ],
    );
    let length = run(
        "ffprobe",
        &[
            "-v",
            "error",
            "-show_entries",
            "format=duration",
            "-of",
            "csv=p=0",
            path,
        ],
    );
    let streams = streams.lines().map(str::to_owned).collect();
    (streams, length.trim().parse().unwrap_or(0.0))
}

/// Decodes all of a recording; any error fails.
pub fn decode(path: &Path) {
    let path = path.to_str().unwrap();
    run(
        "ffmpeg",
        &["-v", "error", "-xerror", "-i", path, "-f", "null", "-"],
    );
}

/// Size of the picture shown after seeking to this second.
pub fn picture_at(path: &Path, second: f64, directory: &Path) -> bool {
    let picture = directory.join("seek.png");
    std::fs::remove_file(&picture).ok();
    let (path, second) = (path.to_str().unwrap(), second.to_string());
    let target = picture.to_str().unwrap();
    run(
        "ffmpeg",
        &[
            "-v",
            "error",
            "-ss",
            &second,
            "-i",
            path,
            "-frames:v",
            "1",
            "-y",
            target,
        ],
    );
    picture.exists()
}

/// Loudness around a frequency in dB, of the part from `from` on, `length` seconds long.
pub fn loudness(path: &Path, hertz: u32, from: f64, length: f64) -> f64 {
    let filter = format!("bandpass=f={hertz}:width_type=h:w=60,volumedetect");
    let output = Command::new("ffmpeg")
        .args([
            "-v",
            "info",
            "-ss",
            &from.to_string(),
            "-t",
            &length.to_string(),
            "-i",
        ])
        .arg(path)
        .args(["-vn", "-af", &filter, "-f", "null", "-"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let mean = said
        .lines()
        .find_map(|line| line.split("mean_volume: ").nth(1));
    mean.and_then(|mean| mean.split(' ').next())
        .and_then(|mean| mean.parse().ok())
        .unwrap_or_else(|| panic!("no volume in {said}"))
}

/// How many pictures a recording has, and when each is shown, in seconds.
pub fn times(path: &Path) -> Vec<f64> {
    let arguments = "-v error -select_streams v -show_entries frame=pts_time -of csv=p=0";
    let mut arguments: Vec<&str> = arguments.split_whitespace().collect();
    arguments.push(path.to_str().unwrap());
    let said = run("ffprobe", &arguments);
    let times = said.lines().map(|line| line.trim_end_matches(','));
    times.filter_map(|time| time.parse().ok()).collect()
}

/// The different sizes of a recording's pictures, in order.
pub fn sizes(path: &Path) -> Vec<String> {
    let frames = run(
        "ffprobe",
        &[
            "-v",
            "error",
            "-select_streams",
            "v",
            "-show_entries",
            "frame=width,height",
            "-of",
            "csv=p=0",
            path.to_str().unwrap(),
        ],
    );
    let mut sizes: Vec<String> = frames
        .lines()
        .map(|line| line.trim_end_matches(',').to_owned())
        // What a picture carries besides is told in lines of its own.
        .filter(|line| !line.is_empty())
        .collect();
    sizes.dedup();
    sizes
}
