using CsvHelper;
using DataflowWrite.Annotations;

namespace DataflowWrite.Benchmarks.Workloads;

/// <summary>A row with the columns of the table lineitem of TPC-H.</summary>
[CsvRecord]
[BatchSerializable(Naming = NamingPolicy.SnakeCase)]
public sealed partial record LineItem(
    long OrderKey,
    long PartKey,
    long SuppKey,
    long LineNumber,
    [property: Column(Precision = 15, Scale = 2)] decimal Quantity,
    [property: Column(Precision = 15, Scale = 2)] decimal ExtendedPrice,
    [property: Column(Precision = 15, Scale = 2)] decimal Discount,
    [property: Column(Precision = 15, Scale = 2)] decimal Tax,
    string ReturnFlag,
    string LineStatus,
    DateOnly ShipDate,
    DateOnly CommitDate,
    DateOnly ReceiptDate,
    string ShipInstruct,
    string ShipMode,
    string Comment);
