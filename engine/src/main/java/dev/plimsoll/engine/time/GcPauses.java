package dev.plimsoll.engine.time;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Stop-the-world pauses of this process, in whole milliseconds as the JVM tells them: a pause below one counts as nothing.
 *
 * <p>Any thread; notifications come on a thread of the JVM's own.
 */
public final class GcPauses implements AutoCloseable {
    private final NotificationListener listener = (notification, handback) -> told(notification);
    private final List<NotificationEmitter> heard = new ArrayList<>();
    private long totalNs; // guarded by this, like maxNs
    private long maxNs;

    GcPauses() {}

    /** Listens to every collector that stops the world, until it is closed. */
    static GcPauses listening() {
        GcPauses pauses = new GcPauses();
        for (GarbageCollectorMXBean collector : pausing(ManagementFactory.getGarbageCollectorMXBeans())) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(pauses.listener, null, null);
                pauses.heard.add(emitter);
            }
        }
        return pauses;
    }

    /** Listens no longer. */
    @Override
    public void close() {
        for (NotificationEmitter emitter : heard) {
            try {
                emitter.removeNotificationListener(listener);
            } catch (ListenerNotFoundException e) {
                // closed before
            }
        }
    }

    /** A concurrent collector has one bean for its cycles, which stop nothing, and one for its pauses. */
    static List<GarbageCollectorMXBean> pausing(List<GarbageCollectorMXBean> collectors) {
        return collectors.stream().filter(c -> !c.getName().endsWith(" Cycles")).toList();
    }

    private void told(Notification notification) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            GarbageCollectionNotificationInfo info =
                    GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
            paused(info.getGcInfo().getDuration() * 1_000_000);
        }
    }

    synchronized void paused(long ns) {
        totalNs += ns;
        maxNs = Math.max(maxNs, ns);
    }

    /** Pauses since the last reading; begins anew. */
    synchronized Reading read() {
        Reading reading = new Reading(totalNs, maxNs);
        totalNs = 0;
        maxNs = 0;
        return reading;
    }

    /** Sum and longest. */
    public record Reading(long totalNs, long maxNs) {}
}
