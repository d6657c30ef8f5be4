using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Crashes;

/// <summary>As its base, over a store without directories.</summary>
internal sealed class AnnouncingObjectStore(IObjectStore store, TextWriter output) : AnnouncingStore(store, output);
