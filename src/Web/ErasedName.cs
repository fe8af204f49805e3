using Sakimori.Kernel;

namespace Sakimori.Web;

/// <summary>What stands where a name was erased.</summary>
public static class ErasedName
{
    /// <summary>The words.</summary>
    public static Text Words { get; } = new("消去済み", "erased");
}
