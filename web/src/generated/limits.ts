// Generated from openapi.json by `npm run codegen`: what `model::limits` says. Do not edit.
export const IMPORT_BYTES_MAX = 67108864;
export const STAYS_SHOWN = 16;
