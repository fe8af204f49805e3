namespace Sakimori.Web.Charts;

/// <summary>Maps figures to lengths; its ticks are round numbers.</summary>
/// <param name="Minimum">The figure at <paramref name="From"/>.</param>
/// <param name="Maximum">The figure at <paramref name="To"/>; above <paramref name="Minimum"/>.</param>
/// <param name="Step">The distance between ticks.</param>
/// <param name="From">Where the axis begins.</param>
/// <param name="To">Where it ends.</param>
public sealed record Scale(decimal Minimum, decimal Maximum, decimal Step, double From, double To)
{
    /// <summary>The ticks from <see cref="Minimum"/> to <see cref="Maximum"/>.</summary>
    public IEnumerable<decimal> Ticks
    {
        get
        {
            for (var tick = Math.Ceiling(Minimum / Step) * Step; tick <= Maximum; tick += Step)
                yield return tick;
        }
    }

    /// <summary>An axis from <paramref name="minimum"/> to the first tick at or above <paramref name="maximum"/>, with about five ticks.</summary>
    public static Scale Round(decimal minimum, decimal maximum, double from, double to)
    {
        var step = NiceStep(Math.Max(maximum - minimum, .01m) / 5);
        return new(minimum, minimum + Math.Max(1, Math.Ceiling((maximum - minimum) / step)) * step, step, from, to);
    }

    /// <summary>An axis with given ends and about five round ticks.</summary>
    /// <exception cref="ArgumentException">The ends are equal or the wrong way round.</exception>
    public static Scale Fixed(decimal minimum, decimal maximum, double from, double to)
        => maximum <= minimum ? throw new ArgumentException("An axis ends above its beginning.", nameof(maximum)) : new(minimum, maximum, NiceStep((maximum - minimum) / 5), from, to);

    /// <summary>Where a figure stands; figures beyond the ends stand at them.</summary>
    public double At(decimal value)
        => From + (To - From) * ((double)(Math.Clamp(value, Minimum, Maximum) - Minimum) / (double)(Maximum - Minimum));

    // 1, 2 or 5 times a power of ten, at least as large as asked for.
    private static decimal NiceStep(decimal least)
    {
        var power = .001m;
        while (power * 10 <= least)
            power *= 10;
        return least <= power ? power : least <= 2 * power ? 2 * power : least <= 5 * power ? 5 * power : 10 * power;
    }
}
