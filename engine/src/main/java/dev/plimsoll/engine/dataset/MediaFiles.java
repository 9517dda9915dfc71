package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.problem.PlimsollException;
import java.nio.file.Path;
import tools.jackson.databind.node.StringNode;

/** Images and recordings that a person names, read by the rules for rows. */
public final class MediaFiles {
    private MediaFiles() {}

    /**
     * An image: a file, or the URL where the server finds it.
     *
     * @param folder what a relative path is relative to
     * @throws PlimsollException where it is no JPEG or PNG, too large, or cannot be read
     */
    public static Content.Image image(String written, Path folder) {
        try {
            return new Media(place(folder), "image")
                    .images(StringNode.valueOf(written))
                    .getFirst();
        } catch (BadRow e) {
            throw PlimsollException.usage("The image " + written + " " + e.getMessage() + ".");
        }
    }

    /**
     * A recording.
     *
     * @param folder what a relative path is relative to
     * @throws PlimsollException where it is no WAV or MP3, too large, or cannot be read
     */
    public static Content.Audio audio(String written, Path folder) {
        try {
            return new Media(place(folder), "audio")
                    .audios(StringNode.valueOf(written))
                    .getFirst();
        } catch (BadRow e) {
            throw PlimsollException.usage("The recording " + written + " " + e.getMessage() + ".");
        }
    }

    private static Row.Place place(Path folder) {
        return new Row.At(folder.resolve("-"), 0); // media are found beside the file that names them
    }
}
