package dev.plimsoll.app.results;

import dev.plimsoll.engine.record.RequestRecord;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import javafx.collections.ObservableListBase;

/**
 * A list of any length that holds only the pages looked at last: looking at a row asks for its page, and the row's request arrives
 * later. JavaFX thread.
 */
final class PagedSlots extends ObservableListBase<RequestSlot> {
    /** Rows asked for at once. */
    static final int PAGE = 128;
    /** Pages kept; the ones looked at longest ago go first. */
    static final int MOST_PAGES = 24;

    private final int size;
    private final IntConsumer ask;
    private final Set<Integer> missing = new HashSet<>();
    private final Map<Integer, RequestSlot[]> pages = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, RequestSlot[]> eldest) {
            boolean full = size() > MOST_PAGES;
            if (full) {
                missing.remove(eldest.getKey());
            }
            return full;
        }
    };

    /**
     * A list.
     *
     * @param ask asks for a page; its rows come to {@link #arrived}, or {@link #lost} is called
     */
    PagedSlots(int size, IntConsumer ask) {
        this.size = size;
        this.ask = ask;
    }

    @Override
    public RequestSlot get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        int page = index / PAGE;
        RequestSlot slot = slots(page)[index % PAGE];
        if (slot.request().get() == null && missing.add(page)) {
            ask.accept(page);
        }
        return slot;
    }

    @Override
    public int size() {
        return size;
    }

    /** A page was read. */
    void arrived(int page, List<RequestRecord> records) {
        missing.remove(page);
        RequestSlot[] slots = slots(page);
        for (int i = 0; i < Math.min(slots.length, records.size()); i++) {
            slots[i].arrived(records.get(i));
        }
    }

    private RequestSlot[] slots(int page) {
        RequestSlot[] slots = pages.get(page);
        if (slots == null) {
            slots = new RequestSlot[Math.min(PAGE, size - page * PAGE)];
            for (int i = 0; i < slots.length; i++) {
                slots[i] = new RequestSlot(page * PAGE + i);
            }
            pages.put(page, slots);
        }
        return slots;
    }

    /** A page was not read; it is asked for again when it is looked at again. */
    void lost(int page) {
        missing.remove(page);
    }

    /** The slots in memory, for a test of how many there are. */
    int held() {
        return pages.values().stream().mapToInt(p -> p.length).sum();
    }
}
