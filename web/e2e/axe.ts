// What axe finds wrong with a page.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** axe finds nothing in a part of a page, in light and dark. */
export async function noViolations(page: Page, part: string): Promise<void> {
    for (const colorScheme of ["dark", "light"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        const { violations } = await new AxeBuilder({ page }).include(part).analyze();
        const words = violations.map(
            (one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`,
        );
        expect(words, `axe on ${part}, ${colorScheme}`).toEqual([]);
    }
}

/** axe finds nothing on a whole page as it is; the test goes on, so that one run names all pages. */
export async function checkAxe(page: Page, name: string): Promise<void> {
    const { violations } = await new AxeBuilder({ page }).analyze();
    const words = violations.map(
        (one) =>
            `${one.id}: ${one.nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n  ")}`,
    );
    expect.soft(words, `axe on ${name}`).toEqual([]);
}
