package dev.plimsoll.app.session;

import dev.plimsoll.app.services.Services;

/**
 * Everything a page gets.
 *
 * @param services what is outside the program
 * @param workspace the open document
 * @param desk opens, saves and closes documents, asking first where something would be lost
 * @param run the run that is on
 * @param router the model router that was started by hand
 * @param tasks work in the background
 * @param actions everything a person can do
 * @param navigator goes from page to page
 * @param notices what is told without being asked for
 */
public record Workbench(
        Services services,
        WorkspaceSession workspace,
        WorkspaceDesk desk,
        RunSession run,
        LocalRouter router,
        Tasks tasks,
        Actions actions,
        Navigator navigator,
        Notices notices) {}
