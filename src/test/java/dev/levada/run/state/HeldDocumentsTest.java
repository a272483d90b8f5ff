package dev.levada.run.state;

import dev.levada.contract.DocumentsContract;

/// The double is as good as what it stands for.
final class HeldDocumentsTest implements DocumentsContract {

    private final Documents documents = new HeldDocuments();

    @Override
    public Documents documents() {
        return documents;
    }
}
