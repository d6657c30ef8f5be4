namespace DataflowWrite.Serialization.ArrowIpc.Messages;

/// <summary>The footer of the file form: the schema again, and where dictionaries and record batches stand.</summary>
internal static class FileFooter
{
    private const int LongsOfBlock = 3;

    public static void Write(
        FlatTables tables, SchemaMessage schema, IReadOnlyList<MessageBlock> dictionaries, IReadOnlyList<MessageBlock> batches)
    {
        tables.Clear();
        var footer = tables.Table(2, 4, 4, 4);
        tables.SetInt16(footer, 0, MessageHeader.MetadataVersion);
        tables.Refer(footer, 2, WriteBlocks(tables, dictionaries));
        tables.Refer(footer, 3, WriteBlocks(tables, batches));
        tables.Refer(footer, 1, tables.Embed(schema.FlatBuffer) + schema.SchemaTable);
    }

    private static int WriteBlocks(FlatTables tables, IReadOnlyList<MessageBlock> blocks)
    {
        var vector = tables.Vector(blocks.Count, LongsOfBlock * sizeof(long));
        var elements = tables.Elements(vector, LongsOfBlock * blocks.Count);
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = elements.Slice(LongsOfBlock * i, LongsOfBlock);
            (block[0], block[1], block[2]) = (blocks[i].Offset, blocks[i].MetadataLength, blocks[i].BodyLength);
        }

        return vector;
    }
}
