// The words of a browser's user agent that people know it by.

const BROWSERS: readonly (readonly [mark: string, name: string])[] = [
    ["Edg/", "Edge"],
    ["OPR/", "Opera"],
    ["Firefox/", "Firefox"],
    ["Chrome/", "Chrome"],
    ["Safari/", "Safari"],
];

const SYSTEMS: readonly (readonly [mark: string, name: string])[] = [
    ["Android", "Android"],
    ["iPhone", "iPhone"],
    ["iPad", "iPad"],
    ["Windows", "Windows"],
    ["Mac OS", "Mac"],
    ["Linux", "Linux"],
];

/** "Firefox on Linux"; the text itself if nothing in it is known. */
export function agentWords(agent: string): string {
    const browser = BROWSERS.find(([mark]) => agent.includes(mark))?.[1];
    const system = SYSTEMS.find(([mark]) => agent.includes(mark))?.[1];
    if (!browser) return agent;
    return system ? `${browser} · ${system}` : browser;
}
