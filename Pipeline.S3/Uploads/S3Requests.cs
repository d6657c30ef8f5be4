using System.Diagnostics.CodeAnalysis;
using Amazon.S3;
using Amazon.S3.Model;
using DataflowWrite.Storage;

namespace DataflowWrite.S3.Uploads;

/// <summary>Makes requests out of paths and options.</summary>
internal sealed class S3Requests(string bucket, ObjectPath root, S3ObjectStoreOptions options)
{
    /// <summary>What S3 takes, in bytes of UTF-8.</summary>
    public const int MaxKeyBytes = 1024;

    private const string IfAbsent = "*";

    public string Bucket => bucket;

    public string Key(ObjectPath path) => root.IsRoot ? path.Value : path.IsRoot ? root.Value : $"{root.Value}/{path.Value}";

    /// <summary>What the keys of everything below a path begin with.</summary>
    public string Prefix(ObjectPath path) => Key(path) is { Length: > 0 } key ? key + "/" : "";

    /// <summary>The path of a key; null where it is outside of this store, or no path.</summary>
    public ObjectPath? TryPath(string key)
    {
        var prefix = Prefix(default);
        if (!key.StartsWith(prefix, StringComparison.Ordinal) || key.Length == prefix.Length)
            return null;

        try
        {
            return ObjectPath.Parse(key[prefix.Length..]);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>A key as it was before the server encoded it; servers differ in what becomes of a space.</summary>
    [return: NotNullIfNotNull(nameof(key))]
    public static string? Decode(string? key, EncodingType? encoding)
        => key is not null && encoding == EncodingType.Url ? Uri.UnescapeDataString(key.Replace('+', ' ')) : key;

    public PutObjectRequest Put(ObjectPath path, Stream content, string? checksum, string mark, PutCondition condition)
    {
        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = Key(path),
            InputStream = content,
            AutoCloseStream = false,
            ContentType = options.ContentType,
            StorageClass = Class(),
            ServerSideEncryptionMethod = Encryption(),
            ServerSideEncryptionKeyManagementServiceKeyId = options.Encryption?.KeyId,
            TagSet = Tags(),
            IfNoneMatch = condition.MustBeAbsent ? IfAbsent : null,
            IfMatch = condition.ExpectedETag,
        };
        if (checksum is not null)
            (request.ChecksumAlgorithm, request.ChecksumCRC32C) = (ChecksumAlgorithm.CRC32C, checksum);

        Fill(request.Metadata, null, mark);
        return request;
    }

    public InitiateMultipartUploadRequest Start(ObjectPath path, UploadOptions? upload, string mark)
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = bucket,
            Key = Key(path),
            ContentType = upload?.ContentType ?? options.ContentType,
            StorageClass = Class(),
            ServerSideEncryptionMethod = Encryption(),
            ServerSideEncryptionKeyManagementServiceKeyId = options.Encryption?.KeyId,
            TagSet = Tags(),
            ChecksumAlgorithm = options.Checksum == S3Checksum.Crc32C ? ChecksumAlgorithm.CRC32C : null,
        };
        Fill(request.Metadata, upload?.Metadata, mark);
        return request;
    }

    public UploadPartRequest Part(ObjectPath path, string uploadId, int number, SegmentStream content, string? checksum)
    {
        var request = new UploadPartRequest
        {
            BucketName = bucket,
            Key = Key(path),
            UploadId = uploadId,
            PartNumber = number,
            PartSize = content.Length,
            InputStream = content,
        };
        if (checksum is not null)
            (request.ChecksumAlgorithm, request.ChecksumCRC32C) = (ChecksumAlgorithm.CRC32C, checksum);

        return request;
    }

    public CompleteMultipartUploadRequest Complete(ObjectPath path, UploadToken token, PutCondition condition) => new()
    {
        BucketName = bucket,
        Key = Key(path),
        UploadId = token.UploadId,
        PartETags = [.. token.Parts.Select((part, i) => new PartETag(i + 1, part.ETag) { ChecksumCRC32C = part.Checksum })],
        IfNoneMatch = condition.MustBeAbsent ? IfAbsent : null,
        IfMatch = condition.ExpectedETag,
    };

    // Without a list of its own the SDK has null here, and sends nothing.
    private List<Tag>? Tags()
        => options.Tags.Count == 0 ? null : [.. options.Tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })];

    private S3StorageClass? Class() => options.StorageClass is { } name ? S3StorageClass.FindValue(name) : null;

    private ServerSideEncryptionMethod? Encryption() => options.Encryption switch
    {
        null => null,
        { UsesKms: true } => ServerSideEncryptionMethod.AWSKMS,
        _ => ServerSideEncryptionMethod.AES256,
    };

    private void Fill(MetadataCollection metadata, IReadOnlyDictionary<string, string>? upload, string mark)
    {
        foreach (var (name, value) in options.Metadata)
            metadata[name] = value;

        foreach (var (name, value) in upload ?? options.Metadata)
            metadata[name] = value;

        metadata[UploadMark.Name] = mark;
    }
}
