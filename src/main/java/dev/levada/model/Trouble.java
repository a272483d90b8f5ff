package dev.levada.model;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// What a file system or a network says when something does not work, in a few words of ours: the `got` of a message. Libraries
/// say it at length, or leave the reason out.
public final class Trouble {

    private Trouble() {
    }

    /// Why a file could not be read or written.
    public static String words(IOException trouble) {
        return switch (trouble) {
            case NoSuchFileException none -> "nothing at " + none.getFile();
            case FileAlreadyExistsException other -> other.getFile() + ", which is not a folder";
            case NotDirectoryException other -> other.getFile() + ", which is not a folder";
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileSystemException file when file.getReason() != null ->
                file.getReason() + " at " + file.getFile();
            default -> String.valueOf(trouble.getMessage());
        };
    }

    /// Why a server gave no answer.
    ///
    /// @param trouble as the client library throws it
    public static String noAnswer(Throwable trouble) {
        Throwable reason = trouble;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return switch (reason) {
            case UnknownHostException unknown -> "no answer: no server is named " + unknown.getMessage();
            case ConnectException refused -> "no answer: connection refused";
            case SocketTimeoutException late -> "no answer in time";
            case RuntimeException unsent when String.valueOf(unsent.getMessage()).contains("load credentials") ->
                "no credentials for S3, in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or a profile";
            default -> "no answer: " + reason.getMessage();
        };
    }
}
