//! Labels in a column: each as near as possible to what it names, none on top of another.

use super::metrics::Tenth;

/// A label that asks for a place.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Where its middle would be best.
    pub centre: Tenth,
    /// The height it needs.
    pub height: Tenth,
    /// When there is no room for all, the lightest are left out.
    pub weight: f64,
}

/// Labels that touch and therefore move as one.
struct Cluster {
    members: Vec<usize>,
    top: Tenth,
    height: Tenth,
}

/// Middles of the labels between two limits, in the order given; `None` where there is no room. Overlapping
/// neighbours are merged and centred again on what they name together, until nothing overlaps.
pub fn spread(wanted: &[Wanted], limits: (Tenth, Tenth)) -> Vec<Option<Tenth>> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for label in fitting(wanted, limits.1 - limits.0) {
        let mut next = cluster(vec![label], wanted, limits);
        while clusters.last().is_some_and(|last| last.top + last.height > next.top) {
            let mut members = clusters.pop().map_or_else(Vec::new, |last| last.members);
            members.append(&mut next.members);
            next = cluster(members, wanted, limits);
        }
        clusters.push(next);
    }
    let mut centres = vec![None; wanted.len()];
    for cluster in clusters {
        let mut top = cluster.top;
        for member in cluster.members {
            centres[member] = Some(top + wanted[member].height / 2);
            top += wanted[member].height;
        }
    }
    centres
}

/// The labels that fit into a height, heaviest first chosen, then from top to bottom.
fn fitting(wanted: &[Wanted], room: Tenth) -> Vec<usize> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*b].weight.total_cmp(&wanted[*a].weight).then(a.cmp(b)));
    let mut used = 0;
    order.retain(|label| {
        used += wanted[*label].height;
        used <= room
    });
    order.sort_by_key(|label| (wanted[*label].centre, *label));
    order
}

fn cluster(members: Vec<usize>, wanted: &[Wanted], (top, bottom): (Tenth, Tenth)) -> Cluster {
    let height: Tenth = members.iter().map(|member| wanted[*member].height).sum();
    let mut above = 0;
    let mut sum = 0i64;
    for member in &members {
        sum += i64::from(wanted[*member].centre - wanted[*member].height / 2 - above);
        above += wanted[*member].height;
    }
    let mean = Tenth::try_from(sum / members.len().max(1) as i64).unwrap_or(top);
    Cluster { top: mean.min(bottom - height).max(top), height, members }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(centre: Tenth, weight: f64) -> Wanted {
        Wanted { centre, height: 100, weight }
    }

    #[test]
    fn labels_with_room_stay_where_they_are() {
        assert_eq!(spread(&[label(500, 1.0), label(100, 1.0)], (0, 1000)), [Some(500), Some(100)]);
    }

    #[test]
    fn labels_that_collide_are_centred_on_what_they_name_together() {
        assert_eq!(spread(&[label(500, 1.0), label(510, 1.0)], (0, 1000)), [Some(455), Some(555)]);
        assert_eq!(spread(&[label(5, 1.0), label(0, 1.0)], (0, 1000)), [Some(150), Some(50)]);
    }

    #[test]
    fn no_two_labels_ever_overlap_and_the_lightest_go_first() {
        let many: Vec<_> = (0..100).map(|number| label(number * 37 % 991, f64::from(number))).collect();
        let centres = spread(&many, (0, 2000));
        let mut placed: Vec<_> = centres.iter().flatten().copied().collect();
        placed.sort_unstable();
        assert_eq!(placed.len(), 20);
        assert!(
            placed.windows(2).all(|pair| pair[1] - pair[0] >= 100) && placed[0] >= 50 && placed[19] <= 1950
        );
        assert!(centres[99].is_some() && centres[0].is_none());
        assert!(spread(&[label(0, 1.0)], (0, 50))[0].is_none());
    }
}
