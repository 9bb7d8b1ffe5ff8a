// What the check of devices is made of, for whoever else opens a microphone or a camera.
import { DeviceSelects } from "./parts/DeviceSelects";
import { LevelMeter } from "./parts/LevelMeter";
import { StreamVideo } from "./parts/Picture";
import { TroubleNote } from "./parts/TroubleNote";

export { DeviceSelects, LevelMeter, StreamVideo, TroubleNote };
