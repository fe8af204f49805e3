namespace Sakimori.Benchmark.Tests.Attacking;

/// <summary>What happens to some organisations of those that came together, or that a snapshot is tried.</summary>
internal enum What
{
    Publish,
    Come,
    Answer,
    Withdraw,
    Return,
    Exclude,
    Expire,
    Move,
    Merge,
    Part,
}

/// <summary>Something that happens.</summary>
/// <param name="What">What.</param>
/// <param name="Cohort">To some of those that came as the so-manieth.</param>
/// <param name="From">The first of them.</param>
/// <param name="Count">How many.</param>
/// <param name="Profile">The profile that they have then.</param>
/// <param name="Industry">The industry that they have then.</param>
/// <param name="Level">The level of those that come.</param>
/// <param name="Into">Into whom they are merged.</param>
internal readonly record struct Act(What What, int Cohort = 0, int From = 0, int Count = 0, int Profile = 1, string? Industry = null, int Level = 3, int Into = 0)
{
    private static readonly string?[] Industries = ["jsic-14:E", "jsic-14:G", null];

    /// <summary>Acts of a small population; what some do together, others undo.</summary>
    /// <param name="seed">By chance from here.</param>
    /// <param name="fewest">Whether no more organisations come than a layer needs.</param>
    public static IEnumerable<Act> Any(int seed, bool fewest = false)
    {
        var random = new Random(seed);
        var sizes = new List<int>();
        yield return Come(fewest ? 15 : 15 + random.Next(3));
        if (!fewest)
            yield return Come(5 + random.Next(3));
        for (var tries = 0; tries < 20; tries++)
        {
            yield return new(What.Publish);
            for (var more = 1 + random.Next(4); more > 0; more--)
            {
                var what = (What[])[What.Come, What.Come, What.Answer, What.Answer, What.Withdraw, What.Return, What.Exclude, What.Expire, What.Move, random.Next(3) == 0 ? What.Part : What.Merge] is var all ? all[random.Next(all.Length)] : default;
                yield return what == What.Come ? Come(random.Next(3) switch { 0 when !fewest => 15, 1 => 5, _ => 1 + random.Next(fewest ? 6 : 12) }) : To(what, random.Next(sizes.Count));
            }
        }

        Act Come(int count)
        {
            sizes.Add(count);
            return new(What.Come, sizes.Count - 1, 0, count, random.Next(4) == 0 && sizes.Count > 1 ? 4 : 1, Industries[random.Next(3)], 2 + random.Next(3));
        }

        Act To(What what, int cohort)
        {
            var from = random.Next(3) == 0 ? random.Next(sizes[cohort]) : 0;
            var count = random.Next(2) == 0 ? sizes[cohort] - from : 1 + random.Next(sizes[cohort] - from);
            return new(what, cohort, from, count, random.Next(3) == 0 ? 4 : 1, Industries[random.Next(3)], 0, random.Next(sizes.Count));
        }
    }

    /// <summary>The history that acts make, to ten snapshots.</summary>
    public static History Live(IEnumerable<Act> acts)
    {
        var random = new Random(1);
        var history = new History(() =>
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            return new(bytes);
        });
        var cohorts = new Dictionary<int, Guid[]>();
        foreach (var act in acts)
        {
            if (act.What == What.Publish && history.Published < 10)
                history.TryPublish();
            else if (act.What == What.Come)
                cohorts.Add(act.Cohort, history.Come(act.Count, act.Profile, act.Industry, act.Level));
            else if (act.What != What.Publish)
                act.On(history, cohorts[act.Cohort].Skip(act.From).Take(act.Count).ToArray(), cohorts[act.Into]);
        }

        return history;
    }

    private void On(History history, Guid[] some, Guid[] others)
    {
        switch (What)
        {
            case What.Answer:
                history.Answer(some, Profile);
                break;
            case What.Withdraw:
                history.Withdraw(some);
                break;
            case What.Return:
                history.Return(some);
                history.Exclude(some, excluded: false);
                break;
            case What.Exclude:
                history.Exclude(some);
                break;
            case What.Expire:
                history.Expire(some);
                break;
            case What.Move:
                history.Move(some, Industry);
                break;
            case What.Merge:
                foreach (var (one, other) in some.Zip(others).Where(pair => history.Today(pair.First) == pair.First && history.Today(pair.Second) != pair.First))
                    history.Merge(one, other);
                break;
            default:
                foreach (var one in some)
                    history.Merge(one, null);
                break;
        }
    }
}
