// The compiler asks for these names in this namespace, which netstandard2.0 does not have.
#pragma warning disable IDE0130
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;
