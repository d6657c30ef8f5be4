namespace DataflowWrite.S3.Calls;

/// <summary>One kind of request: what it does to an object, and which permission it takes.</summary>
internal sealed record S3Action(string Verb, string Permission)
{
    public static readonly S3Action Put = new("write", "s3:PutObject");
    public static readonly S3Action Start = new("start the upload of", "s3:PutObject");
    public static readonly S3Action Upload = new("upload a part of", "s3:PutObject");
    public static readonly S3Action Commit = new("commit", "s3:PutObject");
    public static readonly S3Action Abort = new("abort the upload of", "s3:AbortMultipartUpload");
    public static readonly S3Action Inspect = new("look up the upload of", "s3:ListMultipartUploadParts");
    public static readonly S3Action Head = new("look up", "s3:GetObject");
    public static readonly S3Action Read = new("read", "s3:GetObject");
    public static readonly S3Action Delete = new("remove", "s3:DeleteObject");
    public static readonly S3Action List = new("list", "s3:ListBucket");
    public static readonly S3Action ListPending = new("list the unfinished uploads of", "s3:ListBucketMultipartUploads");
}
