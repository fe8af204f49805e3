using System.Reflection;

namespace Sakimori.Platform.Operations;

/// <summary>The running server.</summary>
/// <param name="DataFolder">The data folder's full path.</param>
/// <param name="Started">When it started, UTC.</param>
public sealed record RunningPortal(string DataFolder, DateTime Started)
{
    /// <summary>The product's version, such as <c>0.1.0</c>.</summary>
    public static string ProductVersion { get; } = typeof(RunningPortal).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
