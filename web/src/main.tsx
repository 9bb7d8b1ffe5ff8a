// Starts the client: shows what was kept, then the server's truth.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { Broken } from "./app/Broken";
import "./ui/fonts.css";
import "./ui/tokens.css";
import "./ui/base.css";

const root = document.getElementById("root");
if (root) {
    createRoot(root).render(
        <StrictMode>
            <Broken>
                <App />
            </Broken>
        </StrictMode>,
    );
}
