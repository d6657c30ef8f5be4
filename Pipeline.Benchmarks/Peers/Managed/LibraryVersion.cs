using System.Reflection;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>The version that a library's assembly states, without the commit.</summary>
internal static class LibraryVersion
{
    public static string Of(Type type)
    {
        var text = type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?";
        return text.Split('+')[0];
    }
}
