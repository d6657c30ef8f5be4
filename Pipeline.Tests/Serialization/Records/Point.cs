using DataflowWrite.Annotations;

namespace DataflowWrite.Tests.Serialization.Records;

[BatchSerializable]
public readonly partial record struct Point(double X, double? Y);
