package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// A queue of SQS that messages end in which failed too often, and the queue that they came from.
///
/// SQS can move all messages back by itself (`StartMessageMoveTask`), but shows none of them and knows no selection. Here each message is
/// looked at, sent, and only then deleted: what is cut between the two is there twice, and a run is published once all the same.
public final class SqsDeadLetters {

    /// So long nobody else gets a message that was received: enough to look at it and send it.
    private static final Duration HIDDEN = Duration.ofMinutes(2);

    /// All servers of the queue are asked, where a shorter look may miss messages.
    private static final int WAIT_SECONDS = 2;

    private static final int MOST_AT_ONCE = 10;

    private final SqsClient client;
    private final String url;

    /// @param url of the queue of the dead letters
    /// @param endpoint another server that speaks SQS, or null for AWS
    public SqsDeadLetters(String url, String endpoint) {
        this.client = SqsQueue.client(endpoint);
        this.url = url;
    }

    /// A message that was received, and is hidden from others for a while.
    ///
    /// @param id of the message
    /// @param receipt by which it is deleted or released
    /// @param body as it was sent
    /// @param received how often it was received, this time included
    /// @param since when it was first sent, or null where the server does not say
    public record Letter(String id, String receipt, String body, int received, Instant since) {
    }

    /// The next messages, at most ten; none where all that there are have been received.
    ///
    /// @throws Failure UNREADABLE if the queue gives none
    public List<Letter> next() {
        try {
            return client.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(MOST_AT_ONCE)
                    .waitTimeSeconds(WAIT_SECONDS).visibilityTimeout((int) HIDDEN.toSeconds())
                    .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                            MessageSystemAttributeName.SENT_TIMESTAMP))
                    .messages().stream().map(SqsDeadLetters::letter).toList();
        } catch (SdkException trouble) {
            throw unreadable("messages of " + url, trouble);
        }
    }

    private static Letter letter(Message message) {
        String received = message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
        String sent = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
        return new Letter(message.messageId(), message.receiptHandle(), message.body(),
                received == null ? 1 : Integer.parseInt(received),
                sent == null ? null : Instant.ofEpochMilli(Long.parseLong(sent)));
    }

    /// Removes a message for good.
    ///
    /// @throws Failure UNWRITABLE if the queue does not
    public void delete(Letter letter) {
        try {
            client.deleteMessage(request -> request.queueUrl(url).receiptHandle(letter.receipt()));
        } catch (SdkException trouble) {
            throw new Failure(FailureCode.UNWRITABLE,
                    "expected to delete a message of " + url + ", got " + SqsQueue.reason(trouble), trouble);
        }
    }

    /// Shows a message to others again, at once. Where that fails it shows itself after a while.
    public void release(Letter letter) {
        try {
            client.changeMessageVisibility(
                    request -> request.queueUrl(url).receiptHandle(letter.receipt()).visibilityTimeout(0));
        } catch (SdkException later) {
            return;
        }
    }

    /// The queue whose messages end here; empty where there is none, or more than one.
    ///
    /// @throws Failure UNREADABLE if the queue does not say
    public Optional<String> source() {
        try {
            List<String> sources = new ArrayList<>(
                    client.listDeadLetterSourceQueues(request -> request.queueUrl(url)).queueUrls());
            return sources.size() == 1 ? Optional.of(sources.getFirst()) : Optional.empty();
        } catch (SdkException trouble) {
            throw unreadable("the queues whose dead letters end in " + url, trouble);
        }
    }

    private static Failure unreadable(String what, SdkException trouble) {
        return new Failure(FailureCode.UNREADABLE, "expected " + what + ", got " + SqsQueue.reason(trouble), trouble);
    }
}
