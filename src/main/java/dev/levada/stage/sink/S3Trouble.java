package dev.levada.stage.sink;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Trouble;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What S3 says when something does not work, in our words.
final class S3Trouble {

    private S3Trouble() {
    }

    /// Whether the upload is gone: completed or aborted, by whomever. A bucket that is gone is another matter.
    static boolean isUploadGone(SdkException trouble) {
        return "NoSuchUpload".equals(code(trouble));
    }

    /// Whether a completion names a part by an ETag that S3 does not have.
    static boolean isOtherPart(SdkException trouble) {
        return "InvalidPart".equals(code(trouble));
    }

    /// Whether a request without a body in its answer (HEAD) found nothing.
    static boolean isNothingThere(SdkException trouble) {
        return trouble instanceof S3Exception answer && answer.statusCode() == 404;
    }

    private static String code(SdkException trouble) {
        return trouble instanceof S3Exception answer && answer.awsErrorDetails() != null
                ? answer.awsErrorDetails().errorCode()
                : null;
    }

    /// @param key what was to be written
    static Failure failure(String key, SdkException trouble) {
        String got = Trouble.noAnswer(trouble);
        if (trouble instanceof S3Exception answer) {
            String code = code(trouble);
            got = code == null ? String.valueOf(answer.statusCode()) : answer.statusCode() + " " + code;
        }
        FailureCode code = isUploadGone(trouble) ? FailureCode.STAGING_LOST : FailureCode.UNWRITABLE;
        return new Failure(code, "expected to write " + key + ", got " + got, trouble);
    }
}
