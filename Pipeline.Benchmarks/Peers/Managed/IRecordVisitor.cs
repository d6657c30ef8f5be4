namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>What is done with objects of a type that is not known beforehand.</summary>
internal interface IRecordVisitor
{
    ValueTask VisitAsync<T>(T[] rows)
        where T : class, IBatchSerializable<T>;
}
