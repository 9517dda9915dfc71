package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.record.Modalities;

/** Measures the images and recordings of a request from the heads of their files. One thread. */
public final class MediaMeter {
    private static final String BASE64 = ";base64,";

    private int images;
    private long imagePixels;
    private long imageBytes;
    private int audios;
    private long audioNs;
    private long audioBytes;

    /** Adds what a turn sends. Images inside of given messages or of a whole payload are not looked for. */
    public MediaMeter add(Content content) {
        for (Content.Part part : content.parts()) {
            switch (part) {
                case Content.Text _ -> {}
                case Content.Image image -> add(image);
                case Content.Audio audio -> add(audio);
            }
        }
        return this;
    }

    private void add(Content.Image image) {
        images++;
        int comma = image.url().startsWith("data:") ? image.url().indexOf(BASE64) : -1;
        if (comma < 0) {
            imagePixels = -1; // somewhere else: the server fetches it
            imageBytes = -1;
            return;
        }
        Base64Bytes file = new Base64Bytes(image.url(), comma + BASE64.length());
        imagePixels = plus(imagePixels, ImageSize.pixels(file));
        imageBytes = plus(imageBytes, file.length());
    }

    private void add(Content.Audio audio) {
        audios++;
        Base64Bytes file = new Base64Bytes(audio.base64(), 0);
        audioNs = plus(audioNs, AudioLength.ns(file));
        audioBytes += file.length();
    }

    private static long plus(long sum, long more) {
        return sum < 0 || more < 0 ? -1 : sum + more;
    }

    /** What was added. */
    public Modalities sum() {
        return images == 0 && audios == 0
                ? Modalities.NONE
                : new Modalities(images, imagePixels, imageBytes, audios, audioNs, audioBytes, 0);
    }
}
