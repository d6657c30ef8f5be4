using System.Numerics;

namespace DataflowWrite.Benchmarks.Peers;

/// <summary>How many rows there are, and the sum of a hash of each: the same for the same rows in any order.</summary>
internal readonly record struct RowDigest(long Rows, BigInteger Checksum);
