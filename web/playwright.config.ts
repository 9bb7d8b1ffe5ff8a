// Browser tests: real Chromium with fake camera and microphone, against the real server.
import { defineConfig } from "@playwright/test";

const headless = [
    "--headless=new",
    "--no-sandbox",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
];

export default defineConfig({
    testDir: "e2e",
    timeout: 90_000,
    expect: { timeout: 10_000 },
    fullyParallel: false,
    workers: 1,
    // A loaded machine may miss a deadline once; what passes only then is listed as flaky.
    retries: 1,
    reporter: [["list"]],
    use: {
        locale: "en-GB",
        timezoneId: "Europe/Berlin",
        trace: "retain-on-failure",
        launchOptions: {
            executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
            args: headless,
        },
    },
});
