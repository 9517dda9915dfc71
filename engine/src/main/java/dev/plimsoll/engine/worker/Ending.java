package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.endpoint.CallResult;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.record.WireFacts;
import org.jspecify.annotations.Nullable;

/** The record of a request that has ended, in run time. */
final class Ending {
    private Ending() {}

    /** Of a request that was with the backend; {@code anchorNs} is run time zero on the clock of the result. */
    static RequestRecord record(TurnRun run, CallResult result, long anchorNs) {
        RequestTimings timings = new RequestTimings(
                run.intendedNs,
                run.createdNs,
                run.createdNs,
                runTime(result.sendStart(), anchorNs),
                runTime(result.sendEnd(), anchorNs),
                runTime(result.firstByte(), anchorNs),
                runTime(result.firstEvent(), anchorNs),
                runTime(result.firstToken(), anchorNs),
                runTime(result.firstOutputToken(), anchorNs),
                runTime(result.lastToken(), anchorNs),
                runTime(result.end(), anchorNs),
                result.blockedNs(),
                result.connectNs(),
                result.tlsNs());
        return new RequestRecord(
                run.info(),
                result.status(),
                result.error(),
                result.cancelReason(),
                timings,
                result.contentDeltasUs(),
                result.contentTimesBeyond(),
                tokens(run, result),
                result.wire(),
                run.modalities.withToolCalls(result.toolCalls()),
                result.routed());
    }

    /** Of a request that never reached the backend. */
    static RequestRecord unsent(TurnRun run, RequestStatus status, @Nullable String reason, long endNs) {
        long none = RequestTimings.ABSENT;
        RequestTimings timings = new RequestTimings(
                run.intendedNs,
                run.createdNs,
                run.createdNs,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                endNs,
                none,
                none,
                none);
        return new RequestRecord(
                run.info(),
                status,
                null,
                reason,
                timings,
                RequestRecord.NO_CONTENT_TIMES,
                0,
                TokenCounts.UNKNOWN,
                WireFacts.NONE);
    }

    private static long runTime(long clockNs, long anchorNs) {
        return RequestTimings.has(clockNs) ? clockNs - anchorNs : clockNs;
    }

    /** What the endpoint counted; the dataset's own count and wish where it knows none. */
    private static TokenCounts tokens(TurnRun run, CallResult result) {
        TokenCounts told = result.tokens();
        // the dataset counts a turn alone: sent with a history it is longer, and nobody knows by how much
        boolean countKnown = RequestTimings.has(result.sendStart()) && !run.conversation.hasHistory(run.turn);
        boolean ours = told.prompt() < 0 && countKnown && run.turn.promptTokens() >= 0;
        int requested = told.requestedOutput() < 0 ? run.turn.outputTokens() : told.requestedOutput();
        if (!ours && requested == told.requestedOutput()) {
            return told;
        }
        return new TokenCounts(
                ours ? run.turn.promptTokens() : told.prompt(),
                told.output(),
                told.cached(),
                told.reasoning(),
                requested,
                told.inFirstChunk(),
                told.outputSource(),
                ours ? TokenSource.TOKENIZER : told.promptSource(),
                ours ? run.turn.promptTokens() : told.clientPrompt(),
                told.clientOutput());
    }
}
