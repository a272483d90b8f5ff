/// What outlives a run: the ledger of what is published, and the small documents that it and the manifests are kept in.
///
/// **Why no database?** The output is on S3 or on a disk already, and one small object per export is all there is to remember. A second
/// store would be a second thing to provision, to pay and to disagree with.
///
/// **Why one entry per export and not per version?** Because a newer version takes the place of the older one: whoever looks up the
/// export finds the one result that counts.
package dev.levada.run.state;
