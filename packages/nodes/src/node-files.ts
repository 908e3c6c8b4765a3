import { node as keyframeSwitch } from './direct/keyframe-switch.node.ts';
import { node as number } from './direct/number.node.ts';
import { node as seed } from './direct/seed.node.ts';
import { node as teleport } from './direct/teleport.node.ts';
import { node as text } from './direct/text.node.ts';
import { node as antiBlur } from './feedback/anti-blur.node.ts';
import { node as colourAnchor } from './feedback/colour-anchor.node.ts';
import { node as feedbackDelay } from './feedback/feedback-delay.node.ts';
import { node as loopGuard } from './feedback/loop-guard.node.ts';
import { node as noiseInject } from './feedback/noise-inject.node.ts';
import { node as comfyImg2Img } from './generate/comfy-img2img.node.ts';
import { node as comfyWorkflow } from './generate/comfy-workflow.node.ts';
import { node as dreamImg2Img } from './generate/dream-img2img.node.ts';
import { node as sdServerImg2Img } from './generate/sd-server-img2img.node.ts';
import type { NodeFile } from './load-nodes.ts';
import { node as cadence } from './motion/cadence.node.ts';
import { node as tween } from './motion/tween.node.ts';
import { node as zoomPan } from './motion/zoom-pan.node.ts';
import { node as frameOutput } from './output/frame-output.node.ts';
import { node as blend } from './overlay/blend.node.ts';
import { node as hud } from './overlay/hud.node.ts';
import { node as imageOverlay } from './overlay/image-overlay.node.ts';
import { node as spaceship } from './overlay/spaceship.node.ts';
import { node as stillImage } from './source/still-image.node.ts';

/** Every node that ships, in the order of the palette. A new node is one line here. */
export const NODE_FILES: readonly NodeFile[] = [
  { file: 'generate/dream-img2img', node: dreamImg2Img },
  { file: 'generate/comfy-img2img', node: comfyImg2Img },
  { file: 'generate/comfy-workflow', node: comfyWorkflow },
  { file: 'generate/sd-server-img2img', node: sdServerImg2Img },
  { file: 'feedback/feedback-delay', node: feedbackDelay },
  { file: 'feedback/loop-guard', node: loopGuard },
  { file: 'feedback/colour-anchor', node: colourAnchor },
  { file: 'feedback/anti-blur', node: antiBlur },
  { file: 'feedback/noise-inject', node: noiseInject },
  { file: 'direct/keyframe-switch', node: keyframeSwitch },
  { file: 'direct/teleport', node: teleport },
  { file: 'direct/number', node: number },
  { file: 'direct/text', node: text },
  { file: 'direct/seed', node: seed },
  { file: 'motion/zoom-pan', node: zoomPan },
  { file: 'motion/cadence', node: cadence },
  { file: 'motion/tween', node: tween },
  { file: 'overlay/spaceship', node: spaceship },
  { file: 'overlay/hud', node: hud },
  { file: 'overlay/image-overlay', node: imageOverlay },
  { file: 'overlay/blend', node: blend },
  { file: 'source/still-image', node: stillImage },
  { file: 'output/frame-output', node: frameOutput },
];
