using DataflowWrite.Annotations;

namespace DataflowWrite.Tests.Serialization.Records;

/// <summary>Names that are longer than what is copied at once.</summary>
[BatchSerializable]
internal sealed partial record LongNames(
    [property: Column("a_number_under_a_name_of_many_characters")] int Number,
    [property: Column("a_text_under_a_name_of_many_characters")] string Text);
