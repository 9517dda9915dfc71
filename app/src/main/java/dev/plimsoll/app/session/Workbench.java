package dev.plimsoll.app.session;

import dev.plimsoll.app.services.Services;

/** Everything a page gets. */
public record Workbench(
        Services services,
        WorkspaceSession workspace,
        RunSession run,
        Tasks tasks,
        Actions actions,
        Navigator navigator,
        Notices notices) {}
