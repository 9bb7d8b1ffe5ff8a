// A push service and the browser behind it, on this machine: takes pushes as RFC 8030 says, checks who sent them as
// RFC 8292 says, and decrypts them as RFC 8291 says, with node's own cryptography and nothing of the crate it tests.
//
//     node push_service.mjs decrypt < {"privateKey", "publicKey", "auth", "body"}   prints the text
//     node push_service.mjs serve [CERT.pem KEY.pem]                                serves until it is stopped
//
// Served, it prints one JSON object a line: where it is, each connection, each push. The path of a push says how it is
// answered.

import { Buffer } from "node:buffer";
import crypto from "node:crypto";
import { readFileSync } from "node:fs";
import http from "node:http";
import http2 from "node:http2";

const bytes = (text) => Buffer.from(text, "base64url");
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

function hkdf(salt, secret, info, length) {
    return Buffer.from(crypto.hkdfSync("sha256", secret, salt, info, length));
}

/** RFC 8291, 3.4 and RFC 8188, 2: what a browser does with a body. */
function decrypt({ privateKey, publicKey, auth }, body) {
    const salt = body.subarray(0, 16);
    const recordBytes = body.readUInt32BE(16);
    const senderKey = body.subarray(21, 21 + body[20]);
    const record = body.subarray(21 + body[20]);
    if (body[20] !== 65 || record.length > recordBytes || record.length < 17) throw new Error("no single record");

    const ours = crypto.createECDH("prime256v1");
    ours.setPrivateKey(privateKey);
    const shared = ours.computeSecret(senderKey);
    const info = Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, senderKey]);
    const input = hkdf(auth, shared, info, 32);
    const key = hkdf(salt, input, "Content-Encoding: aes128gcm\0", 16);
    const nonce = hkdf(salt, input, "Content-Encoding: nonce\0", 12);

    const decipher = crypto.createDecipheriv("aes-128-gcm", key, nonce);
    decipher.setAuthTag(record.subarray(-16));
    const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
    let end = padded.length - 1;
    while (end >= 0 && padded[end] === 0) end -= 1;
    if (padded[end] !== 2) throw new Error("the last record does not end with 2");
    return { text: padded.subarray(0, end), bytes: body.length };
}

/** RFC 8292, 3: who sent it, if the signature is theirs. */
function vapid(authorization) {
    const [, token, key] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization ?? "") ?? [];
    if (token === undefined) return undefined;
    const point = bytes(key);
    if (point.length !== 65 || point[0] !== 4) return undefined;
    const part = (from) => point.subarray(from, from + 32).toString("base64url");
    const jwk = { kty: "EC", crv: "P-256", x: part(1), y: part(33) };
    const publicKey = crypto.createPublicKey({ key: jwk, format: "jwk" });
    const [header, claims, signature] = token.split(".");
    const signed = Buffer.from(`${header}.${claims}`);
    const valid = crypto.verify("sha256", signed, { key: publicKey, dsaEncoding: "ieee-p1363" }, bytes(signature));
    if (!valid) return undefined;
    const { aud, exp, sub } = JSON.parse(bytes(claims));
    const { typ, alg } = JSON.parse(bytes(header));
    const inSeconds = exp - Math.floor(Date.now() / 1000);
    return { key, typ, alg, aud, sub, inSeconds };
}

const answers = {
    "/taken": (answer) => answer.writeHead(201, { location: "/message/1" }).end(),
    "/accepted": (answer) => answer.writeHead(202).end(),
    "/gone": (answer) => answer.writeHead(410).end(),
    "/missing": (answer) => answer.writeHead(404).end(),
    "/large": (answer) => answer.writeHead(413).end(),
    "/busy": (answer) => answer.writeHead(429, { "retry-after": "120" }).end(),
    "/down": (answer) =>
        answer.writeHead(503, { "retry-after": new Date(Date.now() + 3_600_000).toUTCString() }).end("come back later"),
    "/moved": (answer) => answer.writeHead(307, { location: "/taken" }).end(),
    "/stranger": (answer) => answer.writeHead(403).end("not the key that was subscribed for"),
    "/endless": (answer) => {
        answer.writeHead(400);
        const more = () => {
            while (answer.write("x".repeat(65_536)));
        };
        answer.on("drain", more).on("error", () => {});
        more();
    },
    "/silent": () => {},
    "/hang-up": (answer) => answer.stream?.session.destroy() ?? answer.socket.destroy(),
};

function serve(secured) {
    const browser = crypto.createECDH("prime256v1");
    const publicKey = browser.generateKeys();
    const auth = crypto.randomBytes(16);
    const keys = { privateKey: browser.getPrivateKey(), publicKey, auth };

    async function take(request, answer) {
        const pieces = [];
        for await (const piece of request) pieces.push(piece);
        const push = {
            push: request.url,
            method: request.method,
            version: request.httpVersion,
            headers: request.headers,
            vapid: vapid(request.headers.authorization),
        };
        try {
            const { text, bytes } = decrypt(keys, Buffer.concat(pieces));
            say({ ...push, text: text.toString(), bytes });
        } catch (error) {
            say({ ...push, error: String(error) });
        }
        answers[request.url](answer);
    }

    const server = secured ? http2.createSecureServer({ ...secured, allowHTTP1: true }, take) : http.createServer(take);
    server.on("connection", () => say({ connected: true }));
    server.on("sessionError", () => {});
    server.listen(0, "127.0.0.1", () => {
        const subscription = { p256dh: publicKey.toString("base64url"), auth: auth.toString("base64url") };
        say({ port: server.address().port, keys: subscription });
    });
}

const [, , command, cert, key] = process.argv;
if (command === "decrypt") {
    const { privateKey, publicKey, auth, body } = JSON.parse(readFileSync(0));
    const keys = { privateKey: bytes(privateKey), publicKey: bytes(publicKey), auth: bytes(auth) };
    process.stdout.write(decrypt(keys, bytes(body)).text);
} else {
    serve(cert === undefined ? undefined : { cert: readFileSync(cert), key: readFileSync(key) });
}
