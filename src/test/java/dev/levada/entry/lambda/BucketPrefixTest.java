package dev.levada.entry.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BucketPrefixTest {

    @ParameterizedTest
    @CsvSource({"s3://bucket/a/b, bucket, a/b/", "s3://bucket/a/b/, bucket, a/b/", "s3://bucket, bucket, ''",
            "s3://bucket/, bucket, ''", "bucket, bucket, ''"})
    void aPlaceIsABucketAndAPrefix(String text, String bucket, String prefix) {
        assertEquals(new BucketPrefix(bucket, prefix), BucketPrefix.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "s3://", "s3:///a", "/a", "a/b", "S3://a/b", "arn:aws:s3:::a/b", "..", ".",
            "s3://..", "s3://b/../c", "s3://b/a/.."})
    void anythingElseIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> BucketPrefix.parse(text));
    }

    @Test
    void aPrefixEndsInASlash() {
        assertEquals(new BucketPrefix("b", "out/"), new BucketPrefix("b", "out"));
    }
}
