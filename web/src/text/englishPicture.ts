// The words of how pictures are sent: they come with the call's choices.
import { addWords } from "./text";

export const englishPicture = {
    "picture.camera": "Camera picture",
    "picture.camera_1080": "1080p, where the camera has it",
    "picture.camera_2160": "2160p, where the camera has it",
    "picture.camera_720": "720p",
    "picture.codec": "Video codec",
    "picture.codec_auto": "Automatic",
    "picture.codec_hint":
        "Your choice is used while everybody in the call can show it and nothing is recorded.",
    "picture.motion": "Motion",
    "picture.screen": "Your screen is sent as",
    "picture.screen_motion_hint": "Smooth: films and animations at 30 pictures a second.",
    "picture.screen_text_hint": "Sharp: every letter readable, at 15 pictures a second.",
    "picture.text": "Text",
};

addWords(englishPicture);
