namespace DataflowWrite.Annotations;

/// <summary>How the name of a column follows from that of its member.</summary>
public enum NamingPolicy
{
    /// <summary>The member's own name.</summary>
    AsWritten,

    /// <summary>Words in lower case with underscores between them: <c>UserId</c> is <c>user_id</c>, <c>HTTPStatus</c> is <c>http_status</c>.</summary>
    SnakeCase,

    /// <summary>The first word in lower case: <c>UserId</c> is <c>userId</c>, <c>HTTPStatus</c> is <c>httpStatus</c>.</summary>
    CamelCase,
}
