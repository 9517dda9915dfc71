package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.process.ModelLog;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the router says about itself, kept in a ring as the models' output is, and the models' logs beside it. Nothing secret goes in: no key,
 * no body, no environment.
 *
 * <p>Threading: any thread.
 */
public final class RouterLog {
    /** How much is said. */
    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR;

        /** Of a configuration's word. */
        public static Level of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    private final Level least;
    private final ModelLog own = new ModelLog();
    private final SortedMap<String, ModelLog> models = new TreeMap<>();

    /**
     * A log.
     *
     * @param least what is less important is dropped
     * @param models ids
     * @param log of a model
     */
    public RouterLog(Level least, Iterable<String> models, Function<String, ModelLog> log) {
        this.least = least;
        models.forEach(model -> this.models.put(model, log.apply(model)));
    }

    /** The router's own lines. */
    public ModelLog own() {
        return own;
    }

    /** The models' lines by id. */
    public SortedMap<String, ModelLog> models() {
        return models;
    }

    void debug(String text) {
        say(Level.DEBUG, text);
    }

    /** Something worth knowing. */
    public void info(String text) {
        say(Level.INFO, text);
    }

    /** Something went wrong and was survived. */
    public void warn(String text) {
        say(Level.WARN, text);
    }

    private void say(Level level, String text) {
        if (level.compareTo(least) >= 0) {
            own.note(level.name().toLowerCase(Locale.ROOT) + " " + text);
        }
    }

    /** A line as it can be shown anywhere: without the codes that colour a terminal or do worse to it. */
    public static String plain(String line) {
        StringBuilder text = null;
        for (int i = 0; i < line.length(); i++) {
            char each = line.charAt(i);
            if (each == '\u001b' && i + 1 < line.length() && line.charAt(i + 1) == '[') {
                text = text == null ? new StringBuilder(line.substring(0, i)) : text;
                i += 2;
                while (i < line.length() && (line.charAt(i) < '@' || line.charAt(i) > '~')) {
                    i++;
                }
            } else if (Character.isISOControl(each) && each != '\t') {
                text = (text == null ? new StringBuilder(line.substring(0, i)) : text).append('\uFFFD');
            } else if (text != null) {
                text.append(each);
            }
        }
        return text == null ? line : text.toString();
    }

    /** The text of a log, by lines. */
    static String text(List<ModelLog.Line> lines, String before) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(before).append(plain(line.text())).append('\n'));
        return text.toString();
    }
}
