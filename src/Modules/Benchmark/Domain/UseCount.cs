using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>How often the self-check was used, by whether the answers may be analysed (each use says so).</summary>
/// <param name="Provided">Uses whose answers were provided for analysis.</param>
/// <param name="NotProvided">Uses whose answers were not.</param>
public readonly record struct UseCount(int Provided, int NotProvided)
{
    /// <summary>All uses.</summary>
    public int Total => Provided + NotProvided;

    /// <summary>The share provided, in percent; null when there was no use.</summary>
    public Tenths? ProvidedShare => Total == 0 ? null : Tenths.Percent(Provided, Total);

    /// <summary>The share not provided, in percent; null when there was no use.</summary>
    public Tenths? NotProvidedShare => Total == 0 ? null : Tenths.Percent(NotProvided, Total);
}
