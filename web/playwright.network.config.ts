// The browser of `web/e2e/network/run`: it stands in a network of its own and has a server elsewhere.
import { defineConfig } from "@playwright/test";
import base from "./playwright.config";

export default defineConfig({ ...base, testDir: "e2e/network", testMatch: "*.network.ts" });
