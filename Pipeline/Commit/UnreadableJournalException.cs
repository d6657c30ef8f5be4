using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>At the place of a journal's entry is something that is none, or none that this version knows.</summary>
internal sealed class UnreadableJournalException(ObjectPath path, string store, FormatException cause) : IOException(
    $"'{path}' in {store} is no entry of a journal that this version knows, so that nothing can be done about its write. If another tool put it there, "
        + $"delete it; if a newer version of this library did, recover with that one. ({cause.Message.TrimEnd('.')}.)",
    cause);
