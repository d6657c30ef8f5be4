namespace DataflowWrite.Tests.Sources.Db;

/// <summary>A column of a <see cref="ListReader"/> as its provider would describe it.</summary>
internal sealed record ResultColumnOf(string Name, Type Type, string TypeName = "", bool AllowsNull = true);
