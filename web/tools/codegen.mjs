// Writes src/generated from ../openapi.json: the contract as types, ids branded, and the bounds that both know.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

/** Ids are strings with the pattern `^per_[…]$`: each kind gets a type of its own. */
function branded(schema) {
    const prefix = /^\^([a-z]{3})_\[/.exec(schema.pattern ?? "")?.[1];
    if (schema.type !== "string" || !prefix) return undefined;
    return ts.factory.createTypeReferenceNode("Id", [
        ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(prefix)),
    ]);
}

/** What the server answers names every field, also with `null`; only bodies may leave one out. */
function requireAll(schema) {
    for (const part of [...(schema.oneOf ?? []), ...(schema.allOf ?? [])]) requireAll(part);
    if (schema.properties) schema.required = Object.keys(schema.properties);
}

/** Written only when there is something to say (`skip_serializing_if`), or sent by clients. */
const MAY_LEAVE_OUT = /Body$|^(Problem|Reply|Ask|Action)$/;

const document = JSON.parse(readFileSync("../openapi.json", "utf8"));
for (const [name, schema] of Object.entries(document.components.schemas)) {
    if (!MAY_LEAVE_OUT.test(name)) requireAll(schema);
}
const nodes = await openapiTS(document, { transform: branded });
const head = `// Generated from openapi.json by \`npm run codegen\`. Do not edit.

declare const brand: unique symbol;
/** A string that only its own kind of id may take the place of. */
export type Id<Prefix extends string> = string & { readonly [brand]: Prefix };

`;
writeFileSync("src/generated/api.ts", head + astToString(nodes));

const limits = Object.entries(document["x-limits"]);
const lines = limits.map(([name, value]) => `export const ${name} = ${value};\n`);
const words =
    "// Generated from openapi.json by `npm run codegen`: what `model::limits` says. Do not edit.\n";
writeFileSync("src/generated/limits.ts", words + lines.join(""));
