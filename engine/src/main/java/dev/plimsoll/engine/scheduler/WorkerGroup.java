package dev.plimsoll.engine.scheduler;

import java.util.List;

/** Worker processes that are ready for a stage. */
interface WorkerGroup {
    /** All of them, in the order of their index; some may not be alive any more. */
    List<WorkerLink> links();

    /** Where they are heard. */
    Mailbox mailbox();
}
