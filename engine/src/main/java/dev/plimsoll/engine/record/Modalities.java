package dev.plimsoll.engine.record;

/**
 * What a request and its answer held beside text; 0 where there was none, -1 where there was some and nobody can tell how much.
 *
 * @param images images sent, those of the history included
 * @param imagePixels width x height, summed; -1 where the server fetches one of them itself or its format is unknown
 * @param imageBytes bytes of the image files, before base64; -1 as above
 * @param audios recordings sent
 * @param audioNs how long they play, ns; -1 where the format of one is unknown
 * @param audioBytes bytes of their files, before base64
 * @param toolCalls tool calls that the answer asks for, over all its choices
 */
public record Modalities(
        int images, long imagePixels, long imageBytes, int audios, long audioNs, long audioBytes, int toolCalls) {
    /** Text only. */
    public static final Modalities NONE = new Modalities(0, 0, 0, 0, 0, 0, 0);

    /** The same with this number of tool calls in the answer. */
    public Modalities withToolCalls(int calls) {
        return calls == toolCalls
                ? this
                : new Modalities(images, imagePixels, imageBytes, audios, audioNs, audioBytes, calls);
    }
}
