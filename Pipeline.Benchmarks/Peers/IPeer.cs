using DataflowWrite.Benchmarks.Workloads;

namespace DataflowWrite.Benchmarks.Peers;

/// <summary>A contestant that runs on .NET, in a process of its own.</summary>
internal interface IPeer : IDisposable
{
    /// <summary>The version of the library.</summary>
    string Version { get; }

    /// <summary>Takes the rows into memory, as the library wants them. Not timed.</summary>
    void Load(Workload workload, LapRequest request);

    /// <summary>Writes all rows and closes the files. Timed.</summary>
    ValueTask WriteAsync(RaceCell cell, string output);
}
