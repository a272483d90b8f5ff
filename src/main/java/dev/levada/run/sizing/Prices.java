package dev.levada.run.sizing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/// What AWS asks for, in US dollars: `prices.json`, the one place where prices are written down.
///
/// @param recorded day on which they were written down
/// @param region that they are those of
/// @param terms what they do not include
/// @param gigabyteSecond of a function, by its processor
/// @param invocation of a function
/// @param read a GET of S3
/// @param write a PUT, a part of an upload included
/// @param queue a request to SQS
public record Prices(String recorded, String region, String terms, Map<Processor, Double> gigabyteSecond,
        double invocation, double read, double write, double queue) {

    /// The processors that Lambda sells.
    public enum Processor {
        X86_64, ARM64;

        /// As AWS and Terraform have it.
        public String id() {
            return switch (this) {
                case X86_64 -> "x86_64";
                case ARM64 -> "arm64";
            };
        }
    }

    /// Those of this build.
    public static Prices ofPackage() {
        try (InputStream in = Prices.class.getResourceAsStream("/dev/levada/prices.json")) {
            JsonNode prices = new ObjectMapper().readTree(in);
            Map<Processor, Double> seconds = new EnumMap<>(Processor.class);
            for (Processor processor : Processor.values()) {
                seconds.put(processor, prices.at("/lambda/gigabyteSecond/" + processor.id()).doubleValue());
            }
            return new Prices(prices.get("recorded").textValue(), prices.get("region").textValue(),
                    prices.get("terms").textValue(), seconds, prices.at("/lambda/request").doubleValue(),
                    prices.at("/s3/get").doubleValue(), prices.at("/s3/put").doubleValue(),
                    prices.at("/sqs/request").doubleValue());
        } catch (IOException broken) {
            throw new UncheckedIOException("prices.json cannot be read", broken);
        }
    }
}
