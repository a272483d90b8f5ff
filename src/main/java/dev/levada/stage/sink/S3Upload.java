package dev.levada.stage.sink;

import dev.levada.model.Part;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// A multipart upload that is being filled: holds the bytes of one part, and sends them when they are enough. Which
/// bytes become which part depends on the bytes alone, so whatever a killed process has sent beyond what is known is
/// sent again and replaced by the same.
final class S3Upload implements Staging.Upload {

    /// The first buffer; what outgrows it gets one for a whole part at once.
    private static final int FIRST_BYTES = 256 << 10;

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final String id;
    private final Consumer<String> whole;
    /// Parts that S3 has.
    private int sent;
    private byte[] buffer = new byte[0];
    private int filled;

    /// @param sent parts that S3 has already
    /// @param whole is told the ETag of a part that is the whole upload
    S3Upload(S3Client client, String bucket, String key, String id, int sent, Consumer<String> whole) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.id = id;
        this.sent = sent;
        this.whole = whole;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        int end = from + length;
        int i = from;
        while (i < end) {
            int partBytes = S3PartSizes.bytes(number());
            int taken = Math.min(end - i, partBytes - filled);
            makeRoom(filled + taken, partBytes);
            System.arraycopy(bytes, i, buffer, filled, taken);
            filled += taken;
            i += taken;
            if (filled == partBytes) {
                send();
            }
        }
    }

    private int number() {
        return sent + 1;
    }

    private void makeRoom(int needed, int partBytes) {
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, needed <= FIRST_BYTES ? FIRST_BYTES : partBytes);
        }
    }

    /// Gives the ETag of the part.
    private String send() {
        CRC32C crc = new CRC32C();
        crc.update(buffer, 0, filled);
        RequestBody body = RequestBody.fromContentProvider(() -> new ByteArrayInputStream(buffer, 0, filled), filled,
                "application/octet-stream");
        try {
            String etag = client.uploadPart(request -> request.bucket(bucket).key(key).uploadId(id).partNumber(number())
                    .checksumCRC32C(S3Staging.base64((int) crc.getValue())), body).eTag();
            sent++;
            filled = 0;
            return etag;
        } catch (SdkException trouble) {
            throw S3Trouble.failure(key + " (part " + number() + ")", trouble);
        }
    }

    /// What was sent is safe: S3 answers when it is.
    @Override
    public Part.Staged secure() {
        return new Part.Staged.Upload(id, sent);
    }

    @Override
    public ByteBuffer buffered() {
        return ByteBuffer.wrap(buffer, 0, filled);
    }

    @Override
    public Part.Staged stage() {
        if (sent == 0) { // an upload without any part cannot be completed
            whole.accept(send());
        } else if (filled > 0) {
            send();
        }
        buffer = new byte[0];
        return secure();
    }

    @Override
    public void leave() {
        buffer = new byte[0];
        filled = 0;
    }
}
