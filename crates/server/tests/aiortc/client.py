"""An encoder (WHIP) or a player (WHEP) by aiortc, which shares no code with the server.

    client.py publish|publish-h264|publish-voice|watch URL TOKEN

Says what it sees as one JSON object a line, and ends its broadcast when its input ends.
"""

import asyncio
import fractions
import json
import math
import sys
import threading
import urllib.request

import av
import numpy
from aiortc import MediaStreamTrack, RTCPeerConnection, RTCRtpSender, RTCSessionDescription

# What the encoder shows and plays: one colour (luma and chroma of it are told apart) and one tone.
LUMA, CHROMA_BLUE, CHROMA_RED = 150, 60, 190
TONE_HZ = 440
AMPLITUDE = 12_000
AUDIO_HZ = 48_000


def say(**what):
    print(json.dumps(what), flush=True)


class Colour(MediaStreamTrack):
    kind = "video"

    def __init__(self):
        super().__init__()
        self.at = 0

    async def recv(self):
        await asyncio.sleep(1 / 15)
        frame = av.VideoFrame(320, 180, "yuv420p")
        for plane, value in zip(frame.planes, (LUMA, CHROMA_BLUE, CHROMA_RED)):
            plane.update(bytes([value]) * plane.buffer_size)
        frame.pts = self.at
        frame.time_base = fractions.Fraction(1, 90_000)
        self.at += 6_000
        return frame


class Tone(MediaStreamTrack):
    kind = "audio"

    def __init__(self):
        super().__init__()
        self.at = 0
        self.began = None

    async def recv(self):
        loop = asyncio.get_running_loop()
        self.began = self.began or loop.time()
        await asyncio.sleep(max(0, self.began + self.at / AUDIO_HZ - loop.time()))
        samples = AUDIO_HZ // 50
        times = (numpy.arange(samples) + self.at) / AUDIO_HZ
        wave = (numpy.sin(times * TONE_HZ * 2 * math.pi) * AMPLITUDE).astype(numpy.int16)
        frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = AUDIO_HZ
        frame.pts = self.at
        frame.time_base = fractions.Fraction(1, AUDIO_HZ)
        self.at += samples
        return frame


def request(method, url, token, body=None, content_type=None):
    headers = {"Authorization": f"Bearer {token}"}
    if content_type:
        headers["Content-Type"] = content_type
    data = body.encode() if body is not None else None
    asked = urllib.request.Request(url, data=data, headers=headers, method=method)
    with urllib.request.urlopen(asked) as answer:
        return answer.status, dict(answer.headers), answer.read().decode()


async def look(track):
    """Tells of the pictures that come: how many, how large, and their mean colour."""
    count = 0
    while True:
        frame = (await track.recv()).reformat(format="yuv420p")
        count += 1
        # Lines of a plane are longer than the picture is wide.
        planes = [
            numpy.frombuffer(bytes(plane), numpy.uint8).reshape(plane.height, -1)[:, : plane.width]
            for plane in frame.planes
        ]
        means = [float(plane.mean()) for plane in planes]
        if count % 5 == 0:
            say(pictures=count, width=frame.width, height=frame.height, colour=means)


async def listen(track):
    """Tells of the sound that comes: its loudest sample and its strongest tone."""
    heard = numpy.zeros(0, numpy.int16)
    while True:
        frame = await track.recv()
        channels = len(frame.layout.channels)
        heard = numpy.append(heard, frame.to_ndarray().reshape(-1)[::channels])
        if heard.size < frame.sample_rate // 2:
            continue
        strengths = numpy.abs(numpy.fft.rfft(heard))
        tone = int(strengths.argmax()) * frame.sample_rate / heard.size
        say(loudest=int(numpy.abs(heard).max()), tone=tone)
        heard = numpy.zeros(0, numpy.int16)


async def main(way, url, token):
    peer = RTCPeerConnection()
    peer.on("connectionstatechange", lambda: say(connection=peer.connectionState))
    tasks = []

    def take(track):
        tasks.append(asyncio.ensure_future(look(track) if track.kind == "video" else listen(track)))

    peer.on("track", take)
    if way.startswith("publish"):
        peer.addTransceiver(Tone(), direction="sendonly")
        if way != "publish-voice":
            colour = peer.addTransceiver(Colour(), direction="sendonly")
        if way == "publish-h264":
            known = RTCRtpSender.getCapabilities("video").codecs
            colour.setCodecPreferences([one for one in known if one.mimeType == "video/H264"])
    else:
        peer.addTransceiver("audio", direction="recvonly")
        peer.addTransceiver("video", direction="recvonly")
    await peer.setLocalDescription(await peer.createOffer())
    offer = peer.localDescription.sdp
    status, headers, answer = await asyncio.to_thread(
        request, "POST", url, token, offer, "application/sdp"
    )
    lower = {name.lower(): value for name, value in headers.items()}
    say(status=status, location=lower.get("location"), type=lower.get("content-type"))
    await peer.setRemoteDescription(RTCSessionDescription(sdp=answer, type="answer"))
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    threading.Thread(
        target=lambda: (sys.stdin.read(), loop.call_soon_threadsafe(ended.set)), daemon=True
    ).start()
    await ended.wait()
    root = url.split("/api/")[0]
    status, _, _ = await asyncio.to_thread(request, "DELETE", root + lower["location"], token)
    say(deleted=status)
    for task in tasks:
        task.cancel()
    await peer.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
